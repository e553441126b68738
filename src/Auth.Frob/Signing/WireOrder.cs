namespace Auth.Frob.Signing;

/// <summary>The order of the family: by the UTF-8 bytes of the names, never by a culture.</summary>
internal static class WireOrder
{
    private const int InsertionLimit = 32;

    /// <summary>Fills <paramref name="order"/> with the indexes of the parameters in signing order; equal names by value.</summary>
    public static void Sort(ReadOnlySpan<WireParameter> parameters, Span<ushort> order)
    {
        for (var i = 0; i < order.Length; i++)
            order[i] = (ushort)i;
        if (order.Length > InsertionLimit)
        {
            var copy = parameters.ToArray();
            order.Sort((left, right) => Compare(copy[left], copy[right]));
            return;
        }
        for (var i = 1; i < order.Length; i++)
        {
            var moving = order[i];
            var to = i;
            for (; to > 0 && Compare(parameters[order[to - 1]], parameters[moving]) > 0; to--)
                order[to] = order[to - 1];
            order[to] = moving;
        }
    }

    /// <summary>Compares as the UTF-8 bytes of both texts compare.</summary>
    public static int CompareUtf8(string left, string right)
    {
        var common = Math.Min(left.Length, right.Length);
        for (var i = 0; i < common; i++)
        {
            if (left[i] != right[i])
                return Rank(left[i]) - Rank(right[i]);
        }
        return left.Length - right.Length;
    }

    private static int Compare(in WireParameter left, in WireParameter right) =>
        CompareUtf8(left.Name, right.Name) is not 0 and var byName ? byName : CompareUtf8(left.Value, right.Value);

    // UTF-16 puts surrogates (characters beyond U+FFFF) before U+E000 to U+FFFF; UTF-8 puts them after.
    private static int Rank(char unit) => unit < '\uD800' ? unit : unit < '\uE000' ? unit + 0x2000 : unit - 0x800;
}

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
            var j = i - 1;
            while (j >= 0 && Compare(parameters[order[j]], parameters[moving]) > 0)
            {
                order[j + 1] = order[j];
                j--;
            }
            order[j + 1] = moving;
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

    private static int Compare(in WireParameter left, in WireParameter right)
    {
        var byName = CompareUtf8(left.Name, right.Name);
        return byName != 0 ? byName : CompareUtf8(left.Value, right.Value);
    }

    // UTF-16 puts surrogates (characters beyond U+FFFF) before U+E000 to U+FFFF; UTF-8 puts them after.
    private static int Rank(char unit) => unit switch
    {
        < '\uD800' => unit,
        < '\uE000' => unit + 0x2000,
        _ => unit - 0x800,
    };
}

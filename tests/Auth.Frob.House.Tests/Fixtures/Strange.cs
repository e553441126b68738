namespace Auth.Frob.House.Tests.Fixtures;

/// <summary>Signatures whose ids are hard to write.</summary>
public sealed class Strange<T>
{
    /// <summary>An event.</summary>
    public event EventHandler<T>? Happened;

    /// <summary>An indexer.</summary>
    public int this[string name, int[,] numbers] => name.Length + numbers.Length;

    /// <summary>A conversion.</summary>
    public static explicit operator int(Strange<T> strange) => strange[nameof(strange), new int[0, 0]];

    /// <summary>An operator.</summary>
    public static Strange<T> operator +(Strange<T> left, Strange<T> right) => left.Happened is null ? right : left;

    /// <summary>A generic method.</summary>
    public static bool TryFind<TKey>(in Dictionary<TKey, List<T[]>> all, ref int at, out (T Value, int? Place) found, Func<TKey, T>? make = null)
        where TKey : notnull
    {
        found = default;
        return make is null && all.Count > at;
    }

    /// <summary>A nested generic type.</summary>
    public sealed class Inner<TOther>
    {
        /// <summary>Takes itself.</summary>
        public static Inner<TOther> Same(Inner<TOther> inner, Strange<int>.Inner<string[]> other) => other is null ? inner : inner;
    }
}

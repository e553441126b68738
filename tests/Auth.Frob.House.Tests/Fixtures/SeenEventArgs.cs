namespace Auth.Frob.House.Tests.Fixtures;

/// <summary>What others see, in every form.</summary>
public abstract class SeenEventArgs<T> : EventArgs where T : class, new()
{
    public const string Word = "a \\ b";

    private protected int Hidden;

    protected SeenEventArgs(T? inner) => Hidden = inner is null ? 0 : 1;

    public required string? Name { get; init; }

    public string this[int index] { get => Name ?? ""; protected set => Hidden = index; }

    public static bool TryFind<TKey>(TKey key, out string? found) where TKey : struct => (found = key.ToString()) is not null;

    public abstract List<string?> All(SeenKind kind = SeenKind.Some, params string[] names);

    public override string ToString() => Word;

    internal static void Quiet()
    {
    }
}

/// <summary>A kind with a gap.</summary>
public enum SeenKind
{
    None = 0,
    Some = 4,
}

/// <summary>A delegate.</summary>
public delegate Task<string?> SeenBy(string who, CancellationToken cancellationToken = default);

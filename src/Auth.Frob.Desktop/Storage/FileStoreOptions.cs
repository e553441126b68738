using Auth.Frob.Desktop.Keys;

namespace Auth.Frob.Desktop.Storage;

/// <summary>Where a protected store is, and where its key comes from.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record FileStoreOptions
{
    /// <summary>The directory; made with mode 0700 where it is missing.</summary>
    /// <value>Default: the platform's state directory of the person (on Linux <c>$XDG_STATE_HOME/auth-frob</c>, else <c>~/.local/state/auth-frob</c>).</value>
    public string? Directory { get; init; }

    /// <summary>Where keys come from: the first writes, all of them read.</summary>
    /// <value>At least one.</value>
    public required ImmutableArray<KeySource> Keys { get; init; }

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}

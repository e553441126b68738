namespace Auth.Frob.Replies;

/// <summary>Reads a reply's body once, for the places of a shape: one strategy of a provider.</summary>
/// <remarks>Immutable and thread-safe. Never throws because of what a body holds.</remarks>
public abstract record ReplyReader
{
    /// <summary>The depth beyond which a body is refused.</summary>
    public const int MaxDepth = 64;

    /// <summary>The size in bytes beyond which a body is refused, unread.</summary>
    public const int MaxLength = 1024 * 1024;

    /// <summary>The reader that looks at the first byte: <c>{</c> or <c>[</c> is JSON, <c>&lt;</c> is XML, else a strict form.</summary>
    public static ReplyReader ByContent { get; } = new ContentReplyReader();

    /// <summary>Reads a body.</summary>
    /// <param name="body">The bytes, at most <see cref="MaxLength"/>.</param>
    /// <param name="shape">What to look for.</param>
    /// <returns>What was found, or why nothing could be.</returns>
    public abstract ReplyReading Read(ReadOnlyMemory<byte> body, ReplyShape shape);
}

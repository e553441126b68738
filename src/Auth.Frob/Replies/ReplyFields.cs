using System.Collections;
using System.Runtime.CompilerServices;

namespace Auth.Frob.Replies;

/// <summary>What a call or a callback reads.</summary>
/// <remarks>Immutable and thread-safe. Written as a collection expression.</remarks>
[CollectionBuilder(typeof(ReplyFields), nameof(Create))]
public sealed class ReplyFields : IReadOnlyList<ReplyField>
{
    private readonly ImmutableArray<ReplyField> _fields;

    private ReplyFields(ImmutableArray<ReplyField> fields) => _fields = fields;

    /// <summary>Nothing.</summary>
    public static ReplyFields None { get; } = new([]);

    /// <inheritdoc/>
    public int Count => _fields.Length;

    /// <inheritdoc/>
    public ReplyField this[int index] => _fields[index];

    /// <summary>Makes a list; the compiler calls this for a collection expression.</summary>
    /// <param name="fields">The fields.</param>
    /// <returns>The list.</returns>
    public static ReplyFields Create(ReadOnlySpan<ReplyField> fields) => new([.. fields]);

    /// <inheritdoc/>
    public IEnumerator<ReplyField> GetEnumerator() => ((IEnumerable<ReplyField>)_fields).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

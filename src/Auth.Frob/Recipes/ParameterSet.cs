using System.Collections;
using System.Runtime.CompilerServices;

namespace Auth.Frob.Recipes;

/// <summary>The whole of what a call or a link sends in one place; nothing ambient is added to it.</summary>
/// <remarks>Immutable and thread-safe. Written as a collection expression.</remarks>
[CollectionBuilder(typeof(ParameterSet), nameof(Create))]
public sealed class ParameterSet : IReadOnlyList<Parameter>
{
    private readonly ImmutableArray<Parameter> _parameters;

    private ParameterSet(ImmutableArray<Parameter> parameters) => _parameters = parameters;

    /// <summary>Nothing.</summary>
    public static ParameterSet None { get; } = new([]);

    /// <inheritdoc/>
    public int Count => _parameters.Length;

    /// <inheritdoc/>
    public Parameter this[int index] => _parameters[index];

    /// <summary>Makes a set; the compiler calls this for a collection expression.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <returns>The set.</returns>
    public static ParameterSet Create(ReadOnlySpan<Parameter> parameters) => new([.. parameters]);

    /// <inheritdoc/>
    public IEnumerator<Parameter> GetEnumerator() => ((IEnumerable<Parameter>)_parameters).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json.Serialization;

namespace Auth.Frob.Slots;

/// <summary>A value that does not print itself: text, debugger, JSON and interpolation all show <c>***</c>.</summary>
/// <remarks>Immutable and thread-safe. <see cref="Reveal"/> is the only way to the value; a search for it finds every use.</remarks>
[DebuggerDisplay(Mask)]
[JsonConverter(typeof(MaskedSecretConverter))]
public sealed class Secret : IEquatable<Secret>
{
    internal const string Mask = "***";

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly string _value;

    /// <summary>Wraps a value.</summary>
    /// <param name="value">The value; may be empty, never null.</param>
    public Secret(string value) => _value = value ?? throw new ArgumentNullException(nameof(value));

    /// <summary>Whether there is nothing inside.</summary>
    /// <value>True for an empty value.</value>
    public bool IsEmpty => _value.Length == 0;

    /// <summary>Wraps a text, so that options can be set from one.</summary>
    /// <param name="value">The value, or null for no secret.</param>
    public static implicit operator Secret?(string? value) => value is null ? null : new Secret(value);

    /// <summary>Wraps a text.</summary>
    /// <param name="value">The value, or null for no secret.</param>
    /// <returns>The secret, or null.</returns>
    public static Secret? FromString(string? value) => value;

    /// <summary>Compares two secrets in constant time.</summary>
    /// <param name="left">One secret.</param>
    /// <param name="right">The other.</param>
    /// <returns>True if both hold the same value.</returns>
    public static bool operator ==(Secret? left, Secret? right) => left is null ? right is null : left.Equals(right);

    /// <summary>Compares two secrets in constant time.</summary>
    /// <param name="left">One secret.</param>
    /// <param name="right">The other.</param>
    /// <returns>True if the values differ.</returns>
    public static bool operator !=(Secret? left, Secret? right) => !(left == right);

    /// <summary>Gives the value away, on purpose.</summary>
    /// <returns>The value in plain.</returns>
    /// <remarks>What comes out must not be logged, put into an exception, or written to a file in plain.</remarks>
    public string Reveal() => _value;

    /// <summary>Compares in constant time.</summary>
    /// <param name="other">The secret to compare with.</param>
    /// <returns>True if both hold the same value.</returns>
    public bool Equals(Secret? other) => other is not null && FixedTimeEquals(_value, other._value);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Secret);

    /// <summary>A hash that differs from one process to the next.</summary>
    /// <returns>The randomized ordinal hash of the value.</returns>
    public override int GetHashCode() => string.GetHashCode(_value, StringComparison.Ordinal);

    /// <summary>The mask, never the value.</summary>
    /// <returns><c>***</c>.</returns>
    public override string ToString() => Mask;

    internal static bool FixedTimeEquals(string left, string right) =>
        CryptographicOperations.FixedTimeEquals(MemoryMarshal.AsBytes(left.AsSpan()), MemoryMarshal.AsBytes(right.AsSpan()));
}

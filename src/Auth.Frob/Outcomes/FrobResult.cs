using System.Diagnostics.CodeAnalysis;

namespace Auth.Frob.Outcomes;

/// <summary>What a step of the protocol came to: a value, or the error that the service or the network gave.</summary>
/// <typeparam name="T">The value's type.</typeparam>
/// <remarks>Immutable and thread-safe. Misuse is not a result; it throws.</remarks>
public sealed class FrobResult<T> where T : class
{
    private FrobResult(T? value, FrobError? error) => (Value, Error) = (value, error);

    /// <summary>Whether there is a value.</summary>
    /// <value>True: <see cref="Value"/> is there; false: <see cref="Error"/> is.</value>
    [MemberNotNullWhen(true, nameof(Value))]
    [MemberNotNullWhen(false, nameof(Error))]
    public bool Succeeded => Value is not null;

    /// <summary>The value.</summary>
    /// <value>Null where the step failed.</value>
    public T? Value { get; }

    /// <summary>The error.</summary>
    /// <value>Null where the step succeeded.</value>
    public FrobError? Error { get; }

    /// <summary>A success.</summary>
    /// <param name="value">The value.</param>
    public static implicit operator FrobResult<T>(T value) => FromValue(value);

    /// <summary>A failure.</summary>
    /// <param name="error">The error.</param>
    public static implicit operator FrobResult<T>(FrobError error) => FromError(error);

    /// <summary>A success.</summary>
    /// <param name="value">The value.</param>
    /// <returns>The result.</returns>
    public static FrobResult<T> FromValue(T value) => new(value ?? throw new ArgumentNullException(nameof(value)), null);

    /// <summary>A failure.</summary>
    /// <param name="error">The error.</param>
    /// <returns>The result.</returns>
    public static FrobResult<T> FromError(FrobError error) => new(null, error ?? throw new ArgumentNullException(nameof(error)));

    /// <summary>The value's or the error's own text, both masked.</summary>
    /// <returns>A text that may be logged.</returns>
    public override string ToString() => Succeeded ? Value.ToString() ?? "" : Error.ToString();
}

namespace Auth.Frob.Errors;

/// <summary>One thing that the application got wrong.</summary>
/// <param name="Instance">The instance that it concerns; may be empty.</param>
/// <param name="Property">The option, setting or request member.</param>
/// <param name="Message">What is wrong and what to write instead, without the value.</param>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record UsageFault(string Instance, string Property, string Message)
{
    /// <summary>The fault as one line.</summary>
    /// <returns>Instance, property and message.</returns>
    public override string ToString() => Instance.Length == 0 ? $"{Property}: {Message}" : $"{Instance}: {Property}: {Message}";
}

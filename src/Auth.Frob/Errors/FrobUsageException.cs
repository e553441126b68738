namespace Auth.Frob.Errors;

/// <summary>Misuse, found before any request: every fault at once, with instance and property.</summary>
/// <remarks>Holds no secret value.</remarks>
public sealed class FrobUsageException : ArgumentException
{
    /// <summary>Misuse with its faults.</summary>
    /// <param name="faults">What is wrong; at least one.</param>
    public FrobUsageException(params ImmutableArray<UsageFault> faults) : base(string.Join(Environment.NewLine, faults)) => Faults = faults;

    /// <summary>What is wrong.</summary>
    /// <value>At least one.</value>
    public ImmutableArray<UsageFault> Faults { get; }
}

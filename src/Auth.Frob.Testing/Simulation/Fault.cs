namespace Auth.Frob.Testing.Simulation;

/// <summary>A fault that a simulated service is told to have.</summary>
/// <param name="Kind">What goes wrong.</param>
public sealed record Fault(FaultKind Kind)
{
    /// <summary>The service's code for <see cref="FaultKind.Code"/>.</summary>
    public int ServiceCode { get; init; }

    /// <summary>How long a slow answer takes, in the time of the service's clock.</summary>
    /// <value>5 seconds unless given.</value>
    public TimeSpan Delay { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>What Retry-After says.</summary>
    /// <value>Null leaves the header field out. Sent in whole seconds.</value>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Where a redirect leads.</summary>
    public string Location { get; init; } = "https://elsewhere.invalid/";

    /// <summary>HTTP 503 with HTML.</summary>
    public static Fault Unavailable { get; } = new(FaultKind.Unavailable);

    /// <summary>HTTP 429 with HTML.</summary>
    public static Fault TooManyRequests { get; } = new(FaultKind.TooManyRequests);

    /// <summary>The right answer, 5 seconds late.</summary>
    public static Fault Slow { get; } = new(FaultKind.Slow);

    /// <summary>The connection ends before the answer; the request was dealt with.</summary>
    public static Fault Reset { get; } = new(FaultKind.Reset);

    /// <summary>The connection ends in the middle of the answer; the request was dealt with.</summary>
    public static Fault Truncated { get; } = new(FaultKind.Truncated);

    /// <summary>Bytes that mean nothing.</summary>
    public static Fault Garbage { get; } = new(FaultKind.Garbage);

    /// <summary>2 MiB.</summary>
    public static Fault Huge { get; } = new(FaultKind.Huge);

    /// <summary>An error code of the service.</summary>
    /// <param name="code">The code.</param>
    /// <returns>The fault.</returns>
    public static Fault Code(int code) => new(FaultKind.Code) { ServiceCode = code };

    /// <summary>A redirect to another address.</summary>
    /// <param name="address">Where to.</param>
    /// <returns>The fault.</returns>
    public static Fault RedirectTo(string address) => new(FaultKind.Redirect) { Location = address };
}

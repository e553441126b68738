namespace Auth.Frob.LinkedAccounts.Tests.Hosting;

/// <summary>Time that runs, because a browser's does, and can be put forward.</summary>
public sealed class ShiftedTime : TimeProvider
{
    private TimeSpan _shift;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + _shift;

    public void Advance(TimeSpan by) => _shift += by;
}

namespace Auth.Frob.Extensions.Pacing;

/// <summary>One turn of a key's budget. Disposing ends it; what never reached the service is given back first.</summary>
internal sealed class PaceTurn : IDisposable
{
    /// <summary>Returns the turn to the budget.</summary>
    public void GiveBack()
    {
    }

    public void Dispose()
    {
    }
}

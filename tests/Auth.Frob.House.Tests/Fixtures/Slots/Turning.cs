using Auth.Frob.House.Tests.Fixtures.Errors;

namespace Auth.Frob.House.Tests.Fixtures.Slots;

/// <summary>Uses a higher layer where no signature shows it.</summary>
internal sealed class Turning
{
    public static async Task<int> TurnAsync(CancellationToken cancellationToken)
    {
        await Task.CompletedTask.WaitAsync(cancellationToken);
        return new Hidden().Number;
    }
}

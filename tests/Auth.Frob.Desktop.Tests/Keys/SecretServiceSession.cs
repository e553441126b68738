namespace Auth.Frob.Desktop.Tests.Keys;

/// <summary>The session bus with an unlocked keyring that eng/test.sh started; where a project is tested by itself, one of its own.</summary>
public sealed class SecretServiceSession : IAsyncLifetime
{
    private SecretServiceBus? _own;

    public string Address { get; private set; } = "";

    public async Task InitializeAsync()
    {
        if (Environment.GetEnvironmentVariable("FROB_TEST_BUS") is { Length: > 0 } given)
        {
            Address = given;
            return;
        }
        _own = await SecretServiceBus.UnlockedAsync();
        Address = _own.Address;
    }

    public async Task DisposeAsync()
    {
        if (_own is not null) await _own.DisposeAsync();
    }
}

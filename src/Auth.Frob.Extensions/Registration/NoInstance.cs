namespace Auth.Frob.Extensions.Registration;

/// <summary>Clients of nobody: a host whose plugins are all gone starts nevertheless, and asks by name.</summary>
internal static class NoInstance
{
    private const string Name = "none";

    /// <summary>The least that the core builds; its client is taken away again.</summary>
    private static FrobProvider Provider { get; } = new(Name)
    {
        DisplayName = Name,
        Errors = new ErrorMap(),
        Flows =
        [
            new DirectFlow(Name)
            {
                Exchange = [new ApiCall { Endpoint = "https://127.0.0.1/", Reads = [new ReplyField(Slot.Token, "token")] }],
            },
        ],
    };

    public static FrobClients Build(FrobBuilder builder)
    {
        var options = new PlainOptions { ApiKey = Name, AppName = Name, AppVersion = "0" };
        var clients = builder.Add(Provider, options).Build();
        clients.Remove(Name);
        return clients;
    }
}

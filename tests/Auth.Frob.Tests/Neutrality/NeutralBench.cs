using Auth.Frob.Recipes;
using Auth.Frob.Testing;

namespace Auth.Frob.Tests.Neutrality;

/// <summary>Clients of recipes, on a transport and a clock of the test's own.</summary>
internal sealed class NeutralBench : IDisposable
{
    public const string Key = "00000000000000000000000000000001";
    public const string Shared = "ssssssssssssssssssssssssssssssss";

    private readonly List<IDisposable> _made = [];

    public ManualTimeProvider Clock { get; } = new();

    public FrobClient Client(FrobProvider provider, SmallService service, string? secret = Shared, string key = Key)
    {
        var transport = new HttpMessageInvoker(service, false);
        var clients = new FrobBuilder().UseTransport(transport).UseTime(Clock).Add<PlainOptions>(provider, o =>
        {
            o.ApiKey = key;
            o.SharedSecret = secret;
            o.AppName = "Tests";
            o.AppVersion = "1.0";
        }).Build();
        _made.AddRange([service, transport, clients]);
        return clients[provider.Id];
    }

    public void Dispose()
    {
        foreach (var made in _made)
            made.Dispose();
    }
}

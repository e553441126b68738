using LinkedAccounts;
using LinkedAccounts.Services;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Auth.Frob.LinkedAccounts.Tests.Hosting;

/// <summary>The sample in this process, on a port that the system chose, with simulated services and a directory of its own.</summary>
internal sealed class RunningSite : IAsyncDisposable
{
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("linked-accounts-tests-");
    private WebApplication? _site;

    private RunningSite(SampleServices services) => Services = services;

    public ShiftedTime Time { get; } = new();

    public SampleServices Services { get; }

    public Uri Address { get; private set; } = null!;

    public IEnumerable<FileInfo> Grants => _data.GetDirectories("grants").SelectMany(static grants => grants.EnumerateFiles("*", SearchOption.AllDirectories));

    public static async Task<RunningSite> StartAsync()
    {
        var running = new RunningSite(await SampleServices.StartAsync());
        running._site = Site.Build([], builder =>
        {
            builder.Logging.ClearProviders();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            builder.Configuration.AddInMemoryCollection(running.Services.Settings);
            builder.Configuration.AddInMemoryCollection([new("Data", running._data.FullName)]);
            builder.Services.AddSingleton<TimeProvider>(running.Time);
        });
        await running._site.StartAsync();
        running.Address = new Uri(running._site.Urls.First());
        running.Services.Register(new Uri(running.Address, "/signin-ipernity"));
        return running;
    }

    public async ValueTask DisposeAsync()
    {
        if (_site is not null)
            await _site.DisposeAsync();
        await Services.DisposeAsync();
        _data.Delete(true);
    }
}

using System.Diagnostics;
using Auth.Frob.Desktop.Keys;

namespace Auth.Frob.Desktop.Tests.Keys;

/// <summary>Several processes and one keyring.</summary>
public sealed class SecretServiceProcessTests
{
    [Fact]
    public async Task Processes_that_make_keys_at_once_soon_use_one_and_every_key_is_found()
    {
        await using SecretServiceBus bus = await SecretServiceBus.UnlockedAsync();
        List<Process> workers = [.. Enumerable.Range(0, 4).Select(_ => Start(bus.Address))];
        try
        {
            foreach (Process worker in workers) (await worker.StandardOutput.ReadLineAsync()).Should().Be("ready");
            foreach (Process worker in workers) await worker.StandardInput.WriteLineAsync();
            string?[] ids = await Task.WhenAll(workers.Select(worker => worker.StandardOutput.ReadLineAsync()));

            var source = new SecretServiceSource(new SecretServiceOptions { BusAddress = bus.Address });
            foreach (string? id in ids) (await source.FindAsync(id!)).Should().NotBeNull();
            string inUse = (await source.ForWritingAsync()).Id;
            inUse.Should().Be((await source.ForWritingAsync()).Id).And.Be(ids.Append(inUse).Min(StringComparer.Ordinal));
        }
        finally
        {
            foreach (Process worker in workers)
            {
                worker.StandardInput.Close();
                await worker.WaitForExitAsync();
                worker.Dispose();
            }
        }
    }

    [Fact]
    public async Task A_key_outlives_the_process_that_made_it()
    {
        await using SecretServiceBus bus = await SecretServiceBus.UnlockedAsync();
        using Process worker = Start(bus.Address);
        await worker.StandardOutput.ReadLineAsync();
        worker.StandardInput.Close();
        string id = (await worker.StandardOutput.ReadLineAsync())!;
        await worker.WaitForExitAsync();

        StoreKey here = await new SecretServiceSource(new SecretServiceOptions { BusAddress = bus.Address }).ForWritingAsync();

        here.Id.Should().Be(id);
    }

    private static Process Start(string bus) => Process.Start(
        new ProcessStartInfo("dotnet", ["exec", typeof(Worker).Assembly.Location, "make-key", bus])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true,
        })!;
}

using System.Diagnostics;

namespace Auth.Frob.LinkedAccounts.Tests.Nodes;

/// <summary>A node of the sample, in a process of its own.</summary>
internal sealed class NodeProcess : IAsyncDisposable
{
    private readonly Process _process;

    private NodeProcess(Process process) => _process = process;

    public Uri Address { get; private set; } = null!;

    public static async Task<NodeProcess> StartAsync(IEnumerable<KeyValuePair<string, string?>> settings)
    {
        var node = new NodeProcess(Process.Start(SampleProgram.With([], settings))!);
        var lines = new List<string>();
        while (await node._process.StandardOutput.ReadLineAsync() is { } line)
        {
            lines.Add(line);
            if (!line.StartsWith(SampleProgram.Said, StringComparison.Ordinal))
                continue;
            node.Address = new Uri(line[SampleProgram.Said.Length..]);
            // What it logs from now on is read, so that it never waits for a reader.
            _ = node._process.StandardOutput.ReadToEndAsync();
            return node;
        }
        await node.DisposeAsync();
        throw new InvalidOperationException($"The node did not start: {string.Join('\n', lines)}");
    }

    /// <summary>Ends it as a power cut does.</summary>
    public async Task KillAsync()
    {
        if (!_process.HasExited)
            _process.Kill();
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _process.Dispose();
    }
}

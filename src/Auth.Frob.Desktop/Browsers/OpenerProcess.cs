using System.Diagnostics;

namespace Auth.Frob.Desktop.Browsers;

/// <summary>Starts openers for real.</summary>
internal static class OpenerProcess
{
    /// <summary>Starts a process.</summary>
    /// <param name="start">The process.</param>
    /// <param name="cancellationToken">Ends the watching; the process goes on.</param>
    /// <returns>Its exit code, once it ends; 0 at once where the system started none of its own.</returns>
    public static Task<int> StartAsync(ProcessStartInfo start, CancellationToken cancellationToken)
    {
        Process? process = Process.Start(start);
        if (process is null || start.UseShellExecute)
        {
            process?.Dispose();
            return Task.FromResult(0);
        }

        process.StandardInput.Close();
        return EndAsync(process, cancellationToken);
    }

    private static async Task<int> EndAsync(Process process, CancellationToken cancellationToken)
    {
        using (process)
        {
            // Read and thrown away: nothing of it belongs on our terminal, and a browser that can't write stands still.
            _ = DiscardAsync(process.StandardOutput.BaseStream, cancellationToken);
            _ = DiscardAsync(process.StandardError.BaseStream, cancellationToken);
            await process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
            return process.ExitCode;
        }
    }

    private static async Task DiscardAsync(Stream stream, CancellationToken cancellationToken)
    {
        try
        {
            await stream.CopyToAsync(Stream.Null, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception closed) when (closed is IOException or ObjectDisposedException)
        {
            // What is left of it goes with the process.
        }
    }
}

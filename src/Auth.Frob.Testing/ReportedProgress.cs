using System.Threading.Channels;

namespace Auth.Frob.Testing;

/// <summary>Keeps what was reported, at once and in order, so that a test can wait for it.</summary>
/// <typeparam name="T">What is reported.</typeparam>
/// <remarks>Thread-safe. Unlike <see cref="Progress{T}"/> it reports on the caller's thread.</remarks>
public sealed class ReportedProgress<T> : IProgress<T>
{
    private readonly Channel<T> _reports = Channel.CreateUnbounded<T>();

    /// <inheritdoc/>
    public void Report(T value) => _reports.Writer.TryWrite(value);

    /// <summary>The next report, waited for.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The report.</returns>
    public ValueTask<T> NextAsync(CancellationToken cancellationToken = default) => _reports.Reader.ReadAsync(cancellationToken);
}

using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Auth.Frob.PostgreSql.Tests.Cluster;

/// <summary>Everything that a node logged, exceptions written out.</summary>
internal sealed class NodeLog : ILoggerProvider, ILogger
{
    public ConcurrentQueue<(int Id, string Text)> Lines { get; } = [];

    public IEnumerable<int> Ids => Lines.Select(static line => line.Id);

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Lines.Enqueue((eventId.Id, $"{formatter(state, exception)} {exception}"));

    public void Dispose()
    {
    }
}

using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Auth.Frob.AspNetCore.Tests.Site;

/// <summary>Keeps every line that is logged.</summary>
internal sealed class LogKeeper(ConcurrentQueue<string> lines) : ILoggerProvider, ILogger
{
    public ILogger CreateLogger(string categoryName) => this;

    public void Dispose() { }

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        lines.Enqueue($"{eventId.Id} {formatter(state, exception)} {exception}");
}

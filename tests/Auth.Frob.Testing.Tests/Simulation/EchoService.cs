using Auth.Frob.Testing.Simulation;

namespace Auth.Frob.Testing.Tests.Simulation;

/// <summary>A service whose only call answers what was asked.</summary>
internal sealed class EchoService(TimeProvider time) : SimulatedService(time)
{
    public int Answered { get; private set; }

    public SimulatedRequest? Last { get; private set; }

    protected override string NameOf(SimulatedRequest request) => request.Query["call"] ?? "echo";

    protected override SimulatedReply Answer(SimulatedRequest request)
    {
        Answered++;
        Last = request;
        return SimulatedReply.Text(200, "text/plain; charset=utf-8", $"{request.Method} {request.Form["text"]}").WithHeader("X-Echo", "yes");
    }

    protected override SimulatedReply Refuse(SimulatedRequest request, int code) => SimulatedReply.Text(403, "text/plain", $"code {code}");
}

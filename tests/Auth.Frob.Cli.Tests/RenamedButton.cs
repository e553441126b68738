using Auth.Frob.Testing.Simulation;

namespace Auth.Frob.Cli.Tests;

/// <summary>A service that renamed the buttons of its consent page.</summary>
internal sealed class RenamedButton(SimulatedService service) : SimulatedService(service.Time)
{
    protected override string NameOf(SimulatedRequest request) => "any";

    // A simulated service answers at once.
    protected override SimulatedReply Answer(SimulatedRequest request)
    {
        var reply = service.HandleAsync(request, CancellationToken.None).GetAwaiter().GetResult();
        return reply.ContentType?.StartsWith("text/html", StringComparison.Ordinal) == true
            ? SimulatedReply.Html(reply.Status, reply.BodyText.Replace($"name=\"{ConsentPage.Decision}\"", "name=\"agree\"", StringComparison.Ordinal))
            : reply;
    }

    protected override SimulatedReply Refuse(SimulatedRequest request, int code) => throw new NotSupportedException();
}

using Auth.Frob.Extensions.Grants;

namespace Auth.Frob.Extensions.Tests.Grants;

/// <summary>The record in memory is held to what every record must do.</summary>
public sealed class InMemoryUsedFlowsTests : UsedFlowsConformance
{
    protected override ValueTask<IUsedFlows> MakeAsync() => ValueTask.FromResult<IUsedFlows>(new InMemoryUsedFlows(Clock));
}

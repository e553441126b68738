using Xunit.Abstractions;

[assembly: TestCollectionOrderer("Auth.Frob.Extensions.Tests.Telemetry.WholeRunLast", "Auth.Frob.Extensions.Tests")]

namespace Auth.Frob.Extensions.Tests.Telemetry;

/// <summary>Lets the question about the whole run be the last, also of those that run alone.</summary>
public sealed class WholeRunLast : ITestCollectionOrderer
{
    public IEnumerable<ITestCollection> OrderTestCollections(IEnumerable<ITestCollection> testCollections) =>
        testCollections.OrderBy(static tests => tests.DisplayName == nameof(WholeRunTests));
}

using Auth.Frob.Errors;

namespace Auth.Frob.Extensions.Tests.Plugins;

/// <summary>Claims about refusals.</summary>
internal static class SaidFaults
{
    public static void ShouldSayOnly(this IReadOnlyList<UsageFault> faults, string file, string said)
    {
        var fault = faults.Should().ContainSingle().Which;
        fault.Property.Should().Be(file);
        fault.Message.Should().Contain(said);
    }
}

using Auth.Frob.AspNetCore.Flows;

namespace Auth.Frob.AspNetCore.Tests.Flows;

/// <summary>Where somebody may be sent afterwards.</summary>
public sealed class LocalUrlTests
{
    [Theory]
    [InlineData("/", true)]
    [InlineData("/a", true)]
    [InlineData("/a//b?c=//d#e", true)]
    [InlineData(null, false)]
    [InlineData("", false)]
    [InlineData("a", false)]
    [InlineData("~/a", false)]
    [InlineData("?a", false)]
    [InlineData("//a", false)]
    [InlineData("/\\a", false)]
    [InlineData("\\\\a", false)]
    [InlineData("/a\\b", false)]
    [InlineData("/\n/a", false)]
    [InlineData("/a\u007f", false)]
    [InlineData(" /a", false)]
    [InlineData("http:/a", false)]
    public void Only_a_path_of_this_site_is_local(string? url, bool isLocal) => LocalUrl.IsLocal(url).Should().Be(isLocal);
}

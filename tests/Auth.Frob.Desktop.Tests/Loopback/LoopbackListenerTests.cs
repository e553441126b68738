using Auth.Frob.Desktop.Loopback;

namespace Auth.Frob.Desktop.Tests.Loopback;

public sealed class LoopbackListenerTests
{
    [Fact]
    public async Task A_browser_that_comes_back_is_handed_out_with_its_whole_address_and_gets_the_page()
    {
        await using var listener = LoopbackListener.Start();
        Task<RawReply> page = RawClient.AskAsync(listener.Address, RawClient.Get(listener.Address, "/callback?frob=a%2Fb&state=x+y"));

        LoopbackAnswer answer = await listener.NextAsync();
        await answer.ReplyAsync(200, "Signed in", "You may close this page.");

        answer.Address.AbsoluteUri.Should().Be(listener.Address.AbsoluteUri + "?frob=a%2Fb&state=x+y");
        RawReply reply = await page;
        reply.Status.Should().Be(200);
        reply.Body.Should().Contain("<h1>Signed in</h1>").And.Contain("<p>You may close this page.</p>");
        reply.ShouldBeWhole();
    }

    [Theory]
    [InlineData("GET", "/", 404)]
    [InlineData("GET", "/favicon.ico", 404)]
    [InlineData("GET", "/callback/", 404)]
    [InlineData("GET", "//callback", 404)]
    [InlineData("GET", "/Callback?frob=x", 404)]
    [InlineData("GET", "/%63allback?frob=x", 404)]
    [InlineData("GET", "/x/../callback?frob=x", 404)]
    [InlineData("POST", "/other", 404)]
    [InlineData("POST", "/callback?frob=x", 405)]
    [InlineData("HEAD", "/callback?frob=x", 405)]
    [InlineData("OPTIONS", "/callback?frob=x", 405)]
    [InlineData("get", "/callback?frob=x", 405)]
    public async Task Other_paths_and_methods_are_answered_and_never_seen(string method, string target, int status)
    {
        await using var listener = LoopbackListener.Start();

        RawReply reply = await RawClient.AskAsync(listener.Address, RawClient.Get(listener.Address, target, method));

        reply.Status.Should().Be(status);
        reply.Header("Allow").Should().Be(status == 405 ? "GET" : null);
        await listener.ShouldStillWaitAsync();
    }
}

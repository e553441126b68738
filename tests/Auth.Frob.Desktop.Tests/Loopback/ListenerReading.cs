using Auth.Frob.Desktop.Loopback;

namespace Auth.Frob.Desktop.Tests.Loopback;

internal static class ListenerReading
{
    /// <summary>The next answer; the test's run ends where none comes.</summary>
    public static async Task<LoopbackAnswer> NextAsync(this LoopbackListener listener, CancellationToken cancellationToken = default)
    {
        await foreach (LoopbackAnswer answer in listener.AnswersAsync(cancellationToken))
            return answer;
        throw new InvalidOperationException("The listener was closed.");
    }

    /// <summary>The next that comes is the browser that is sent now, so nothing came before it and the wait goes on.</summary>
    public static async Task ShouldStillWaitAsync(this LoopbackListener listener)
    {
        Task<RawReply> page = RawClient.AskAsync(listener.Address, RawClient.Get(listener.Address, listener.Address.AbsolutePath + "?frob=the-right-one"));
        LoopbackAnswer answer = await listener.NextAsync();
        answer.Address.Query.Should().Be("?frob=the-right-one");
        await answer.ReplyAsync(200, "Yes", "Yes");
        (await page).Status.Should().Be(200);
    }
}

using Auth.Frob.Errors;
using Auth.Frob.Outcomes;
using static Auth.Frob.Extensions.Tests.Pacing.PaceBench;

namespace Auth.Frob.Extensions.Tests.Pacing;

public sealed class PollCrowdTests
{
    private const int Crowd = 2000;
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(200);

    [Fact]
    public async Task Two_thousand_flows_under_one_key_keep_to_five_polls_a_second_and_all_finish()
    {
        using var crowd = new PollCrowd(Crowd);
        var flows = new List<(PendingConsent Pending, string Frob)>();
        while (flows.Count < Crowd)
        {
            // The service itself counts: 1 500 calls in five minutes.
            if (flows.Count is 1500)
                crowd.Clock.Advance(TimeSpan.FromMinutes(5));
            flows.Add(await crowd.BeginAsync());
        }
        crowd.Clock.Advance(TimeSpan.FromMinutes(5));
        var began = crowd.Clock.GetUtcNow();
        var waits = flows.Select(flow => crowd.WaitAsync(flow.Pending)).ToArray();
        for (var second = 0; crowd.Finished < Crowd && second < 3300; second++)
        {
            // Nobody consents in the order in which they began: 7 919 is prime to 2 000.
            if (second < Crowd)
            {
                var who = second * 7919 % Crowd;
                crowd.Consent(flows[who].Frob, $"user{who}");
            }
            for (var step = 0; step < 5; step++)
                await crowd.PassAsync(Step);
        }
        var results = await Task.WhenAll(waits);
        results.Select(result => result.Value?.Account.Name).Should().Equal(Enumerable.Range(0, Crowd).Select(i => $"user{i}"));
        MostIn(TimeSpan.FromSeconds(1), crowd.Polls).Should().Be(5);
        var deadlines = flows.ToDictionary(flow => flow.Frob, flow => flow.Pending.ExpiresAt);
        crowd.Polls.Count(poll => poll.At > deadlines[poll.Frob]).Should().Be(0);
        crowd.Polls.Should().HaveCountGreaterThan(2 * Crowd);
        LatestComparedToItsShare(began, crowd.Polls).Should().BeLessThanOrEqualTo(TimeSpan.Zero, "of n who wait each is asked every n/5 seconds, after its pause");
    }

    [Fact]
    public async Task A_crowd_that_is_too_large_for_the_frobs_time_ends_in_time_and_polls_none_too_late()
    {
        using var crowd = new PollCrowd(1);
        var flows = new List<(PendingConsent Pending, string Frob)>();
        for (var i = 0; i < 40; i++)
            flows.Add(await crowd.BeginAsync());
        crowd.Clock.Advance(TimeSpan.FromMinutes(60) - Seconds(9));
        var waits = flows.Select(flow => crowd.WaitAsync(flow.Pending)).ToArray();
        for (var step = 0; step < 60; step++)
            await crowd.PassAsync(Step);
        var results = await Task.WhenAll(waits);
        results.Should().OnlyContain(result => result.Error!.Kind == FrobErrorKind.Expired);
        // From the fifth second to the ninth there are 21 turns.
        crowd.Polls.Should().HaveCount(21).And.OnlyContain(poll => poll.At <= flows[0].Pending.ExpiresAt);
    }

    private static int MostIn(TimeSpan span, List<(DateTimeOffset At, string Frob)> polls)
    {
        var (most, first) = (0, 0);
        for (var last = 0; last < polls.Count; last++)
        {
            while (polls[last].At - polls[first].At >= span)
                first++;
            most = Math.Max(most, last - first + 1);
        }
        return most;
    }

    // How much later than its share a flow was asked: so many as waited then go before it, at five a second, after its pause of five seconds.
    private static TimeSpan LatestComparedToItsShare(DateTimeOffset began, List<(DateTimeOffset At, string Frob)> polls)
    {
        var ends = polls.GroupBy(poll => poll.Frob, poll => poll.At).Select(flow => flow.Max()).Order().ToArray();
        var latest = TimeSpan.MinValue;
        var last = new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal);
        foreach (var (at, frob) in polls)
        {
            var before = last.GetValueOrDefault(frob, began);
            var waiting = ends.Count(end => end >= before);
            var late = at - before - Seconds(5) - (Step * waiting);
            latest = late > latest ? late : latest;
            last[frob] = at;
        }
        return latest;
    }
}

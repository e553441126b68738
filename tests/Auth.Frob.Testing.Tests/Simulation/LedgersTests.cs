using Auth.Frob.Testing.Simulation;

namespace Auth.Frob.Testing.Tests.Simulation;

public sealed class LedgersTests
{
    private readonly ManualTimeProvider _clock = new();
    private readonly FrobLedger _frobs;

    public LedgersTests() => _frobs = new FrobLedger(_clock);

    [Fact]
    public void A_frob_is_issued_approved_and_taken_once()
    {
        _frobs.State("f").Should().Be(FrobState.Unknown);
        _frobs.Issue("f", "key", TimeSpan.FromMinutes(1)).State.Should().Be(FrobState.Issued);
        _frobs.TryTake("f").Should().BeNull("nobody has consented");
        _frobs.TryApprove("f", "alice").Should().BeTrue();
        _frobs.TryApprove("f", "mallory").Should().BeFalse("it has been answered");
        _frobs.TryTake("f")!.User.Should().Be("alice");
        _frobs.TryTake("f").Should().BeNull("it is spent");
        _frobs.State("f").Should().Be(FrobState.Exchanged);
    }

    [Fact]
    public void A_frob_expires_unless_it_was_exchanged()
    {
        _frobs.Issue("issued", "key", TimeSpan.FromMinutes(1));
        _frobs.Issue("approved", "key", TimeSpan.FromMinutes(1));
        _frobs.Issue("taken", "key", TimeSpan.FromMinutes(1));
        _frobs.Issue("eternal", "key", Timeout.InfiniteTimeSpan);
        _frobs.TryApprove("approved", "alice");
        _frobs.TryApprove("taken", "alice");
        _frobs.TryTake("taken");

        _clock.Advance(TimeSpan.FromMinutes(1));

        _frobs.State("issued").Should().Be(FrobState.Expired);
        _frobs.State("approved").Should().Be(FrobState.Expired);
        _frobs.State("taken").Should().Be(FrobState.Exchanged);
        _frobs.State("eternal").Should().Be(FrobState.Issued);
        _frobs.TryApprove("issued", "alice").Should().BeFalse();
        _frobs.TryTake("approved").Should().BeNull();
    }

    [Fact]
    public void Pending_frobs_of_a_key_can_be_forgotten()
    {
        _frobs.Issue("mine", "key", TimeSpan.FromMinutes(1));
        _frobs.Issue("theirs", "other", TimeSpan.FromMinutes(1));
        _frobs.ForgetPending("key");
        _frobs.State("mine").Should().Be(FrobState.Unknown);
        _frobs.State("theirs").Should().Be(FrobState.Issued);
    }

    [Fact]
    public void Grants_last_until_they_are_revoked()
    {
        var grants = new GrantLedger();
        grants.Issue(new SimulatedGrant("t1", "key", "alice"));
        grants.Issue(new SimulatedGrant("t2", "key", "alice"));
        grants.Held("key", "ALICE").Should().HaveCount(2);
        grants.Revoke("t1").Should().BeTrue();
        grants.Revoke("t1").Should().BeFalse();
        grants.Find("t1").Should().BeNull();
        grants.RevokeAllOf("Alice");
        grants.Find("t2").Should().BeNull();
        grants.Find(null).Should().BeNull();
    }

    [Fact]
    public void Neither_frobs_nor_grants_nor_accounts_print_what_is_secret()
    {
        string printed = $"{_frobs.Issue("CANARY", "key", TimeSpan.FromMinutes(1))} {new SimulatedGrant("CANARY", "key", "alice") { Secret = "CANARY" }} "
            + $"{new SimulatedApp("key", "CANARY")} {new SimulatedUser("alice", "CANARY")} "
            + $"{new SimulatedRequest("GET", new Uri("http://h/p?s=CANARY"))} {SimulatedReply.Text(200, "text/plain", "CANARY")}";
        printed.Should().NotContain("CANARY").And.Contain("alice").And.Contain("GET /p").And.Contain("200 text/plain");
    }

    [Fact]
    public void A_limit_slides_with_the_clock_and_is_kept_for_each_caller()
    {
        var limit = new CallLimit(_clock, TimeSpan.FromSeconds(10));
        limit.TryCount("a", 2).Should().BeTrue();
        _clock.Advance(TimeSpan.FromSeconds(6));
        limit.TryCount("a", 2).Should().BeTrue();
        limit.TryCount("a", 2).Should().BeFalse();
        limit.TryCount("b", 2).Should().BeTrue();
        limit.TryCount("a", null).Should().BeTrue();
        _clock.Advance(TimeSpan.FromSeconds(4));
        limit.TryCount("a", 2).Should().BeTrue("the first has left the span");
        limit.TryCount("a", 2).Should().BeFalse("the second has not");
    }
}

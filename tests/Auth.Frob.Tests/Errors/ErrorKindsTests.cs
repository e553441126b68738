using System.Xml.Linq;
using Auth.Frob.Errors;
using static Auth.Frob.Errors.FrobErrorKind;

namespace Auth.Frob.Tests.Errors;

public sealed class ErrorKindsTests
{
    private static readonly Dictionary<FrobErrorKind, Spent> Table = new()
    {
        [Pending] = Spent.No, [SlowDown] = Spent.No, [RateLimited] = Spent.No, [QuotaExceeded] = Spent.No, [Unavailable] = Spent.No,
        [InvalidSignature] = Spent.No, [InvalidAppKey] = Spent.No, [SuspendedAppKey] = Spent.No, [ClockSkew] = Spent.No, [Mismatch] = Spent.No,
        [InvalidFrob] = Spent.Yes, [Expired] = Spent.Yes, [Denied] = Spent.Yes,
        [PendingOrInvalid] = Spent.Unknown, [InvalidCredentials] = Spent.Unknown, [InvalidGrant] = Spent.Unknown,
        [InsufficientPermission] = Spent.Unknown, [InvalidRequest] = Spent.Unknown, [Unsupported] = Spent.Unknown, [Blocked] = Spent.Unknown,
        [Malformed] = Spent.Unknown, [Unreachable] = Spent.Unknown, [Unknown] = Spent.Unknown,
    };

    public static TheoryData<FrobErrorKind> Kinds => [.. Enum.GetValues<FrobErrorKind>()];

    [Fact]
    public void The_table_has_every_kind()
    {
        Table.Keys.Should().BeEquivalentTo(Enum.GetValues<FrobErrorKind>()).And.HaveCount(23);
        default(FrobErrorKind).Should().Be(Unknown);
        default(Spent).Should().Be(Spent.Unknown);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void What_becomes_of_the_frob_follows_from_the_kind_unless_it_is_said(FrobErrorKind kind)
    {
        kind.DefaultSpent().Should().Be(Table[kind]);
        new FrobError(kind).Spent.Should().Be(Table[kind]);
        (new FrobError(kind) { Spent = Spent.Yes } with { Code = "1" }).Spent.Should().Be(Spent.Yes);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_kind_has_a_remedy_of_its_own_and_a_documented_meaning(FrobErrorKind kind)
    {
        kind.DefaultRemedy().Should().EndWith(".");
        Enum.GetValues<FrobErrorKind>().Count(other => other.DefaultRemedy() == kind.DefaultRemedy()).Should().Be(1);
        new FrobError(kind).Remedy.Should().Be(kind.DefaultRemedy());
        (new FrobError(kind) { Remedy = "x" }).Remedy.Should().Be("x");
        var doc = XDocument.Load(Path.ChangeExtension(typeof(FrobError).Assembly.Location, ".xml"));
        var summary = doc.Descendants("member").Single(m => (string)m.Attribute("name")! == $"F:{typeof(FrobErrorKind).FullName}.{kind}").Value;
        var spent = Table[kind] switch { Spent.No => "not spent", Spent.Yes => "frob spent", _ => "unknown" };
        (kind == InvalidFrob ? summary.Replace("; frob", "; frob", StringComparison.Ordinal) : summary).Should().Contain(spent);
    }

    [Fact]
    public void A_retry_can_help_where_nobody_must_change_anything() =>
        Enum.GetValues<FrobErrorKind>().Where(static kind => kind.RetryCanHelp())
            .Should().BeEquivalentTo([Pending, SlowDown, RateLimited, QuotaExceeded, Unavailable, Unreachable]);
}

using Auth.Frob.PostgreSql.Database;
using Npgsql;

namespace Auth.Frob.PostgreSql.Tests.Database;

/// <summary>What the server or the driver says, as it is told on: without values, and whether it may work in a moment.</summary>
public sealed class DatabaseFaultsTests
{
    [Theory]
    [InlineData("42501", false, "lacks a right")]
    [InlineData("3D000", false, "does not exist")]
    [InlineData("42P01", true, "tables are gone")]
    [InlineData("3F000", true, "tables are gone")]
    [InlineData("42703", false, "not those of this package")]
    [InlineData("42883", false, "not those of this package")]
    [InlineData("28P01", false, "refused the role or its password")]
    [InlineData("28000", false, "refused the role or its password")]
    [InlineData("57P01", true, "SQLSTATE 57P01")]
    [InlineData("57P03", true, "SQLSTATE 57P03")]
    [InlineData("57P04", false, "SQLSTATE 57P04")]
    [InlineData("57P05", true, "SQLSTATE 57P05")]
    [InlineData("53300", true, "SQLSTATE 53300")]
    [InlineData("40001", true, "SQLSTATE 40001")]
    [InlineData("22021", false, "SQLSTATE 22021")]
    public void A_refusal_is_told_by_its_state_and_without_its_words(string state, bool isTransient, string said)
    {
        var told = DatabaseFaults.Of(new PostgresException("canary-text", "ERROR", "ERROR", state, detail: "canary-detail", hint: "canary-hint"))!;
        told.Message.Should().Contain(said).And.Contain(told.Remedy).And.NotContain("canary");
        told.IsTransient.Should().Be(isTransient);
    }

    [Theory]
    [InlineData("57P01", "It may work in a moment.")]
    [InlineData("57P02", "It may work in a moment.")]
    [InlineData("57P03", "It may work in a moment.")]
    [InlineData("57P05", "It may work in a moment.")]
    [InlineData("40001", "It may work in a moment.")]
    [InlineData("22021", "Its log says why.")]
    public void What_is_to_be_done_agrees_with_whether_it_may_work_later(string state, string remedy) =>
        DatabaseFaults.Of(new PostgresException("no", "ERROR", "ERROR", state))!.Remedy.Should().Be(remedy);

    [Fact]
    public void A_wire_that_is_slow_is_told_from_one_that_is_cut()
    {
        DatabaseFaults.Of(new NpgsqlException("canary", new TimeoutException()))!.Message.Should().Contain("in time").And.NotContain("canary");
        DatabaseFaults.Of(new TimeoutException())!.Message.Should().Contain("in time");
        foreach (var cut in new Exception[] { new NpgsqlException("canary"), new IOException("canary"), new System.Net.Sockets.SocketException(111) })
        {
            var told = DatabaseFaults.Of(cut)!;
            (told.IsTransient, told.Message.Contains("can't be reached", StringComparison.Ordinal)).Should().Be((true, true));
            told.Message.Should().NotContain("canary");
        }
    }

    [Fact]
    public void What_is_no_fault_of_a_database_is_left_as_it_is()
    {
        DatabaseFaults.Of(new OperationCanceledException()).Should().BeNull();
        DatabaseFaults.Of(new InvalidOperationException()).Should().BeNull();
    }
}

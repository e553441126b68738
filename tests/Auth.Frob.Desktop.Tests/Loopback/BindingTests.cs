using System.Globalization;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using Auth.Frob.Desktop.Loopback;

namespace Auth.Frob.Desktop.Tests.Loopback;

public sealed class BindingTests
{
    [Fact]
    public async Task The_address_names_the_port_that_is_bound_already()
    {
        await using var listener = LoopbackListener.Start(new LoopbackOptions { Path = "/back/from/there" });

        listener.Address.Host.Should().Be("127.0.0.1");
        listener.Address.AbsolutePath.Should().Be("/back/from/there");
        listener.Address.Port.Should().Be(listener.EndPoints.Single().Port).And.BePositive();
        using RawClient client = await RawClient.ConnectAsync(listener.Address);
    }

    [Theory]
    [InlineData("127.0.0.1", false)]
    [InlineData("127.0.0.1", true)]
    [InlineData("localhost", false)]
    [InlineData("[::1]", false)]
    public async Task It_listens_on_loopback_and_nowhere_else(string host, bool withIPv6)
    {
        await using var listener = LoopbackListener.Start(new LoopbackOptions { Host = host, WithIPv6 = withIPv6 });

        IPAddress[] bound = [.. IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners()
            .Where(point => point.Port == listener.Address.Port).Select(point => point.Address)];

        bound.Should().Contain(IPAddress.Loopback).And.OnlyContain(address => address.Equals(IPAddress.Loopback) || address.Equals(IPAddress.IPv6Loopback));
        listener.EndPoints.Should().OnlyContain(point => IPAddress.IsLoopback(point.Address) && point.Port == listener.Address.Port);
        listener.EndPoints.Should().HaveCount(Socket.OSSupportsIPv6 && (withIPv6 || host != "127.0.0.1") ? 2 : 1);
    }

    [Fact]
    public async Task Another_address_of_this_machine_is_refused()
    {
        await using var listener = LoopbackListener.Start();

        await FluentActions.Awaiting(() => RawClient.ConnectAsync(listener.Address, IPAddress.Parse("127.0.0.2"))).Should().ThrowAsync<SocketException>();
    }

    [Fact]
    public async Task A_browser_that_prefers_IPv6_is_answered_on_the_same_port()
    {
        await using var listener = LoopbackListener.Start(new LoopbackOptions { Host = "localhost" });
        IPAddress way = listener.EndPoints.Last().Address;
        Task<RawReply> page = RawClient.AskAsync(listener.Address, RawClient.Get(listener.Address, "/callback?frob=six"), way);

        LoopbackAnswer answer = await listener.NextAsync();
        await answer.ReplyAsync(200, "Yes", "Yes");

        answer.Address.AbsoluteUri.Should().Be(string.Create(CultureInfo.InvariantCulture, $"http://localhost:{listener.Address.Port}/callback?frob=six"));
        (await page).Status.Should().Be(200);
    }

    [Fact]
    public async Task Listed_ports_are_tried_in_their_order()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        int first = ((IPEndPoint)taken.LocalEndpoint).Port, second = FreePort();

        await using var listener = LoopbackListener.Start(new LoopbackOptions { Ports = [first, second, 0] });

        listener.Address.Port.Should().Be(second);
    }

    [Fact]
    public void Ports_that_are_taken_are_named_with_what_to_do()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        using var other = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        other.Start();
        int first = ((IPEndPoint)taken.LocalEndpoint).Port, second = ((IPEndPoint)other.LocalEndpoint).Port;

        FluentActions.Invoking(() => LoopbackListener.Start(new LoopbackOptions { Ports = [first, second] })).Should().Throw<IOException>()
            .WithMessage($"*tried: {first} (in use), {second} (in use).*End the program*");
    }

    [Fact]
    public void A_port_that_another_program_holds_on_IPv6_is_not_half_ours()
    {
        if (!Socket.OSSupportsIPv6)
            Assert.Fail("This test needs ::1.");
        using var taken = new TcpListener(IPAddress.IPv6Loopback, 0);
        taken.Start();
        int port = ((IPEndPoint)taken.LocalEndpoint).Port;

        FluentActions.Invoking(() => LoopbackListener.Start(new LoopbackOptions { Ports = [port], Host = "localhost" })).Should().Throw<IOException>();
        using var free = new TcpListener(IPAddress.Loopback, port);
        FluentActions.Invoking(free.Start).Should().NotThrow("what was bound before the failure is let go");
    }

    [Fact]
    public async Task A_listed_port_can_be_used_again_at_once()
    {
        int port = FreePort();
        for (int round = 0; round < 3; round++)
        {
            await using var listener = LoopbackListener.Start(new LoopbackOptions { Ports = [port] });
            await listener.ShouldStillWaitAsync();
        }
    }

    [Fact]
    public async Task Nothing_listens_after_the_end()
    {
        var listener = LoopbackListener.Start(new LoopbackOptions { WithIPv6 = true });
        await listener.DisposeAsync();
        await listener.DisposeAsync();

        await FluentActions.Awaiting(() => RawClient.ConnectAsync(listener.Address)).Should().ThrowAsync<SocketException>();
    }

    [Theory]
    [InlineData("callback")]
    [InlineData("/call?back")]
    [InlineData("/call#back")]
    [InlineData("/a/../b")]
    [InlineData("/call back")]
    [InlineData("")]
    [InlineData("/\r\nX: y")]
    public void A_path_that_no_browser_would_ask_for_is_refused(string path) =>
        FluentActions.Invoking(() => LoopbackListener.Start(new LoopbackOptions { Path = path })).Should().Throw<ArgumentException>();

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("example.org")]
    [InlineData("127.0.0.1.evil.example")]
    [InlineData("::1")]
    public void A_host_elsewhere_is_refused(string host) =>
        FluentActions.Invoking(() => LoopbackListener.Start(new LoopbackOptions { Host = host })).Should().Throw<ArgumentException>();

    [Theory]
    [InlineData]
    [InlineData(-1)]
    [InlineData(80, 65536)]
    public void Ports_outside_the_range_are_refused(params int[] ports) =>
        FluentActions.Invoking(() => LoopbackListener.Start(new LoopbackOptions { Ports = [.. ports] })).Should().Throw<ArgumentException>();

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}

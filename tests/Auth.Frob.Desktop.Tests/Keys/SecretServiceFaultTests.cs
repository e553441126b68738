using Auth.Frob.Desktop.Keys;
using Auth.Frob.Testing;

namespace Auth.Frob.Desktop.Tests.Keys;

/// <summary>Every way in which a Secret Service can't be used says what is wrong and what to do.</summary>
public sealed class SecretServiceFaultTests
{
    [Fact]
    public async Task A_bus_without_a_keyring_is_an_error()
    {
        await using SecretServiceBus bus = await SecretServiceBus.StartAsync("start_bus");

        await ExpectFaultAsync(On(bus), "No Secret Service is running*", "Install and start one*");
    }

    [Fact]
    public Task A_bus_that_is_not_there_is_an_error() =>
        ExpectFaultAsync(new SecretServiceSource(new SecretServiceOptions { BusAddress = "unix:path=/nonexistent/bus" }), "*can't be reached*", "Look at DBUS_SESSION_BUS_ADDRESS*");

    [Theory]
    [InlineData("nonsense")]
    [InlineData("tcp:host=127.0.0.1,port=1")]
    public Task An_address_that_leads_nowhere_is_an_error(string address) =>
        ExpectFaultAsync(new SecretServiceSource(new SecretServiceOptions { BusAddress = address }), "*", "*key-file*");

    [Fact]
    public void No_bus_at_all_is_seen()
    {
        SessionBus.Find(null, _ => null, _ => false).Should().BeNull();
        SessionBus.Find("", _ => "", _ => true).Should().BeNull();
        SecretServiceFault.NoBus().Message.Should().Contain("no session bus");
    }

    [Fact]
    public void The_bus_is_the_given_one_then_the_sessions_then_the_persons()
    {
        string? Variable(string name) => name == "XDG_RUNTIME_DIR" ? "/run/a b~" : null;

        SessionBus.Find("unix:path=x", _ => "unix:path=y", _ => true).Should().Be("unix:path=x");
        SessionBus.Find(null, name => name == "DBUS_SESSION_BUS_ADDRESS" ? "unix:path=y" : "z", _ => true).Should().Be("unix:path=y");
        SessionBus.Find(null, Variable, _ => true).Should().Be("unix:path=/run/a%20b%7E/bus");
        SessionBus.Find(null, Variable, _ => false).Should().BeNull();
    }

    [Theory]
    [InlineData("libsecret-1.so.0", "libsecret-1-0")]
    [InlineData("libglib-2.0.so.0", "libglib2.0-0")]
    public Task A_library_that_is_missing_is_named_with_its_package(string library, string package) =>
        ExpectFaultAsync(new SecretServiceSource(new SecretServiceOptions { BusAddress = "unix:path=/nonexistent/bus" }, name => name != library), $"*{library} is missing*", $"Install*{package}*");

    [Fact]
    public async Task A_keyring_that_denies_access_is_an_error()
    {
        await using SecretServiceBus bus = await SecretServiceBus.StartAsync(
            "start_bus '<policy context=\"mandatory\"><deny send_destination=\"org.freedesktop.secrets\"/></policy>'", "start_keyring locked");

        await ExpectFaultAsync(On(bus), "*denies access*", "Run it as the person*");
    }

    [Fact]
    public async Task A_keyring_without_a_default_collection_is_an_error()
    {
        await using SecretServiceBus bus = await SecretServiceBus.StartAsync("start_keyring locked");

        await ExpectFaultAsync(On(bus), "*no default keyring*", "Make one*");
    }

    [Fact]
    public async Task A_locked_keyring_is_an_error_at_once_where_nobody_sees_a_prompt()
    {
        await using SecretServiceBus bus = await SecretServiceBus.UnlockedAsync();
        StoreKey made = await On(bus).ForWritingAsync();
        await bus.OrderAsync("lock_keyring");
        Func<Task> finding = async () => await On(bus).FindAsync(made.Id);

        await ExpectFaultAsync(On(bus), "*locked*nobody can be asked*", "Unlock it*");
        await finding.Should().ThrowAsync<StoreException>().WithMessage("*locked*");
        (await On(bus).ProbeAsync())!.Message.Should().Contain("locked");
    }

    [Fact]
    public async Task A_prompt_that_is_dismissed_is_an_error()
    {
        await using SecretServiceBus bus = await SecretServiceBus.UnlockedAsync();
        await On(bus).ForWritingAsync();
        await bus.OrderAsync("lock_keyring");

        await ExpectFaultAsync(On(bus, canPrompt: true), "*locked and was not unlocked*", "*");
    }

    [Fact]
    public async Task A_prompt_that_nobody_answers_ends_at_its_deadline()
    {
        await using SecretServiceBus bus = await SecretServiceBus.StartAsync("start_bus", "never_prompt", "start_keyring");
        await On(bus).ForWritingAsync();
        await bus.OrderAsync("lock_keyring");
        var time = new ManualTimeProvider();
        Task asking = On(bus, canPrompt: true, time).ForWritingAsync().AsTask();
        await bus.OrderAsync("wait_until grep -q 'SystemPrompter' \"$keyring_home/bus.log\"");

        time.Advance(TimeSpan.FromSeconds(59));
        asking.IsCompleted.Should().BeFalse();
        time.Advance(TimeSpan.FromSeconds(1));

        await asking.Invoking(task => task).Should().ThrowAsync<StoreException>().WithMessage("*within 60 seconds*");
    }

    [Fact]
    public async Task A_prompt_that_nobody_answers_ends_with_the_callers_patience()
    {
        await using SecretServiceBus bus = await SecretServiceBus.StartAsync("start_bus", "never_prompt", "start_keyring");
        await On(bus).ForWritingAsync();
        await bus.OrderAsync("lock_keyring");
        using var stop = new CancellationTokenSource();
        Task asking = On(bus, canPrompt: true, new ManualTimeProvider()).ForWritingAsync(stop.Token).AsTask();
        await bus.OrderAsync("wait_until grep -q 'SystemPrompter' \"$keyring_home/bus.log\"");

        await stop.CancelAsync();

        (await asking.Invoking(task => task).Should().ThrowAsync<OperationCanceledException>()).Which.CancellationToken.Should().Be(stop.Token);
    }

    [Fact]
    public async Task A_bus_that_ends_does_not_end_the_program()
    {
        SecretServiceSource source;
        await using (SecretServiceBus bus = await SecretServiceBus.UnlockedAsync())
        {
            source = On(bus);
            await source.ForWritingAsync();
        }

        await ExpectFaultAsync(source, "*can't be reached*", "*");
    }

    private static SecretServiceSource On(SecretServiceBus bus, bool canPrompt = false, TimeProvider? time = null) =>
        new(new SecretServiceOptions { BusAddress = bus.Address, CanPrompt = canPrompt, Time = time ?? TimeProvider.System });

    private static async Task ExpectFaultAsync(SecretServiceSource source, string message, string remedy)
    {
        Func<Task> writing = async () => await source.ForWritingAsync();

        StoreException fault = (await writing.Should().ThrowAsync<StoreException>().WithMessage(message)).Which;
        fault.Remedy.Should().Match(remedy);
    }
}

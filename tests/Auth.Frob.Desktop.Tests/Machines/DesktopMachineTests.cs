using Auth.Frob.Desktop.Machines;

namespace Auth.Frob.Desktop.Tests.Machines;

public sealed class DesktopMachineTests
{
    [Fact]
    public void A_bare_machine_has_no_display_and_opens_nothing()
    {
        DesktopMachine machine = DesktopMachine.Detect(new ImaginedMachine { Programs = { "/usr/bin/xdg-open" } });

        machine.Should().BeEquivalentTo(new { HasDisplay = false, IsRemote = false, IsContainer = false, IsWsl = false });
        machine.Openers.Should().BeEmpty("xdg-open would start a browser in the terminal");
    }

    [Theory]
    [InlineData("DISPLAY", ":0")]
    [InlineData("WAYLAND_DISPLAY", "wayland-0")]
    public void A_graphical_session_is_a_display(string name, string value) =>
        DesktopMachine.Detect(new ImaginedMachine { Variables = { [name] = value } }).HasDisplay.Should().BeTrue();

    [Theory]
    [InlineData("SSH_CONNECTION")]
    [InlineData("SSH_CLIENT")]
    [InlineData("SSH_TTY")]
    public void An_SSH_session_is_remote(string name) =>
        DesktopMachine.Detect(new ImaginedMachine { Variables = { [name] = "x" } }).IsRemote.Should().BeTrue();

    [Fact]
    public void Forwarded_windows_are_a_display_of_a_remote_session()
    {
        var view = new ImaginedMachine { Variables = { ["SSH_TTY"] = "/dev/pts/3", ["DISPLAY"] = "localhost:10.0" }, Programs = { "/usr/bin/xdg-open" } };

        DesktopMachine.Detect(view).Should().BeEquivalentTo(new { HasDisplay = true, IsRemote = true, Openers = new[] { "xdg-open" } });
    }

    [Theory]
    [InlineData("/.dockerenv", null)]
    [InlineData("/run/.containerenv", null)]
    [InlineData(null, "KUBERNETES_SERVICE_HOST")]
    [InlineData(null, "container")]
    public void A_container_shows_in_files_or_variables(string? file, string? variable)
    {
        var view = new ImaginedMachine();
        if (file is not null)
            view.Files.Add(file);
        if (variable is not null)
            view.Variables[variable] = "x";

        DesktopMachine.Detect(view).IsContainer.Should().BeTrue();
    }

    [Fact]
    public void Openers_are_the_programs_that_are_there_in_their_order_after_the_chosen_ones()
    {
        var view = new ImaginedMachine
        {
            Variables = { ["DISPLAY"] = ":0", ["BROWSER"] = "firefox --new-window %s: chromium ::nope" },
            Programs = { "/usr/bin/gio", "/usr/bin/xdg-open" },
        };

        DesktopMachine.Detect(view).Openers.Should().Equal("firefox --new-window %s", "chromium", "nope", "xdg-open", "gio open");
    }

    [Fact]
    public void A_chosen_browser_stands_without_a_display() =>
        DesktopMachine.Detect(new ImaginedMachine { Variables = { ["BROWSER"] = "/opt/remote/browser.sh" }, Programs = { "/usr/bin/xdg-open" } })
            .Openers.Should().Equal("/opt/remote/browser.sh");

    [Fact]
    public void A_PATH_entry_that_means_the_current_directory_is_not_looked_at() =>
        DesktopMachine.Detect(new ImaginedMachine
        {
            Variables = { ["DISPLAY"] = ":0", ["PATH"] = ".::bin" },
            Programs = { "xdg-open", "./xdg-open", "bin/xdg-open", Path.GetFullPath("xdg-open") },
        }).Openers.Should().BeEmpty();

    [Theory]
    [InlineData("WSL_DISTRO_NAME", null)]
    [InlineData(null, "Linux version 5.15.90.1-microsoft-standard-WSL2")]
    [InlineData(null, "Linux version 4.4.0-19041-Microsoft")]
    public void Linux_under_Windows_opens_pages_over_there(string? variable, string? version)
    {
        var view = new ImaginedMachine
        {
            Variables = { ["container"] = "wslcontainer_host_id" },
            Programs = { "/usr/bin/wslview", "/mnt/c/Windows/System32/rundll32.exe", "/mnt/c/Windows/System32/cmd.exe" },
            Texts = { ["/proc/version"] = version ?? "Linux" },
        };
        if (variable is not null)
            view.Variables[variable] = "Debian";

        DesktopMachine machine = DesktopMachine.Detect(view);

        machine.Should().BeEquivalentTo(new { IsWsl = true, HasDisplay = true, IsContainer = false });
        machine.Openers.Should().Equal("/mnt/c/Windows/System32/rundll32.exe url.dll,FileProtocolHandler", "wslview");
    }

    [Fact]
    public void Linux_under_Windows_asks_Windows_before_a_browser_of_its_own()
    {
        var view = new ImaginedMachine
        {
            Variables = { ["WSL_DISTRO_NAME"] = "Debian", ["DISPLAY"] = ":0" },
            Programs = { "/usr/bin/wslview", "/usr/bin/xdg-open" },
        };

        DesktopMachine.Detect(view).Openers.Should().Equal("wslview", "xdg-open");
    }

    [Fact]
    public void A_remote_session_under_WSL_opens_nothing_on_a_screen_that_nobody_sees() =>
        DesktopMachine.Detect(new ImaginedMachine
        {
            Variables = { ["WSL_DISTRO_NAME"] = "Debian", ["SSH_CONNECTION"] = "x" },
            Programs = { "/usr/bin/wslview" },
        }).Should().BeEquivalentTo(new { IsWsl = true, HasDisplay = false, Openers = Array.Empty<string>() });

    [Theory]
    [InlineData(true, false, "ShellExecute")]
    [InlineData(false, false, null)]
    [InlineData(true, true, null)]
    public void Windows_opens_pages_itself_where_somebody_sits(bool isAtDesk, bool isRemote, string? opener)
    {
        var view = new ImaginedMachine { Kind = MachineSystem.Windows, IsAtDesk = isAtDesk };
        if (isRemote)
            view.Variables["SSH_CONNECTION"] = "x";

        DesktopMachine.Detect(view).Openers.Should().Equal(opener is null ? [] : [opener]);
    }

    [Fact]
    public void A_Mac_has_open_unless_the_person_is_elsewhere()
    {
        var view = new ImaginedMachine { Kind = MachineSystem.MacOS, Programs = { "/usr/bin/open" } };
        DesktopMachine.Detect(view).Should().BeEquivalentTo(new { HasDisplay = true, Openers = new[] { "/usr/bin/open" } });

        view.Variables["SSH_TTY"] = "/dev/ttys001";
        DesktopMachine.Detect(view).Should().BeEquivalentTo(new { HasDisplay = false, Openers = Array.Empty<string>() });
    }

    [Theory]
    [InlineData(StandardInput.Terminal, true, true)]
    [InlineData(StandardInput.Lines, true, false)]
    [InlineData(StandardInput.Nothing, false, false)]
    public void Somebody_can_be_asked_unless_nothing_can_ever_be_typed(object input, bool canAsk, bool hasTerminal) =>
        DesktopMachine.Detect(new ImaginedMachine { Stdin = (StandardInput)input }).Should().BeEquivalentTo(new { CanAsk = canAsk, HasTerminal = hasTerminal });

    [Fact]
    public void It_describes_itself_in_one_line()
    {
        var view = new ImaginedMachine { Variables = { ["DISPLAY"] = ":0", ["SSH_TTY"] = "x" }, Programs = { "/usr/bin/xdg-open", "/usr/bin/gio" } };

        DesktopMachine.Detect(view).Describe().Should().Be("display, SSH, terminal, can ask; opens pages with xdg-open, then gio open");
        new DesktopMachine { IsContainer = true }.Describe().Should().Be("no display, container, no terminal, nobody to ask; opens no pages");
    }

    [Fact]
    public void This_machine_can_be_looked_at() => DesktopMachine.Detect().Describe().Should().NotContainAny("\n", "\r").And.Contain("pages");
}

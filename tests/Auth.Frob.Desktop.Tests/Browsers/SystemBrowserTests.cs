using System.Runtime.Versioning;
using Auth.Frob.Desktop.Browsers;
using Auth.Frob.Desktop.Machines;
using Auth.Frob.Testing;

namespace Auth.Frob.Desktop.Tests.Browsers;

/// <summary>Against real processes: scripts that write down what they are given.</summary>
[UnsupportedOSPlatform("windows")]
[Collection(OpenerProcesses.Name)]
public sealed class SystemBrowserTests : IDisposable
{
    private const string Page = "https://service.example/consent?key=k&frob=very-secret";

    private readonly ScriptFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_address_is_the_one_argument()
    {
        BrowserOutcome outcome = await OpenAsync(Page, _folder.Add("browser"));

        outcome.Should().Be(new BrowserOutcome(true, null));
        _folder.ArgumentsOf("browser").Should().Equal("1:" + Page);
    }

    [Theory]
    [InlineData("http://h.example/?a=$(touch x)`touch x`;touch x")]
    [InlineData("http://h.example/?a=b c\"d\"'e' --flag -x")]
    [InlineData("http://h.example/--flag?a=1&b=2|cat>x<y*?[a-z]{1,2}~!#%s")]
    [InlineData("http://h.example/?a=%0A%00;\\\\x")]
    public async Task A_hostile_address_is_one_argument_that_nobody_reads(string address)
    {
        await OpenAsync(address, _folder.Add("browser"));

        _folder.ArgumentsOf("browser").Should().Equal("1:" + new Uri(address).AbsoluteUri);
        File.Exists("x").Should().BeFalse();
    }

    [Fact]
    public async Task A_command_has_words_and_a_place_for_the_address()
    {
        await OpenAsync(Page, _folder.Add("browser") + "  --new-window %s\t--title=%s $HOME \"a");

        _folder.ArgumentsOf("browser").Should().Equal("1:--new-window", "2:" + Page, "3:--title=%s", "4:$HOME", "5:\"a");
    }

    [Fact]
    public async Task A_program_whose_path_has_a_blank_is_one_word()
    {
        (await OpenAsync(Page, _folder.Add("my browser"))).IsOpened.Should().BeTrue();

        _folder.ArgumentsOf("my browser").Should().Equal("1:" + Page);
    }

    [Fact]
    public async Task The_next_is_tried_after_one_that_fails_and_none_after_one_that_opens()
    {
        string[] openers = [_folder.Add("first", "exit 3"), _folder.Path + "/missing", _folder.Add("third"), _folder.Add("fourth")];

        (await OpenAsync(Page, openers)).IsOpened.Should().BeTrue();

        _folder.ArgumentsOf("first").Should().ContainSingle();
        _folder.ArgumentsOf("third").Should().ContainSingle();
        _folder.ArgumentsOf("fourth").Should().BeEmpty();
    }

    [Fact]
    public async Task All_failures_are_said_and_none_of_them_holds_the_address()
    {
        string broken = _folder.Add("broken");
        await File.WriteAllTextAsync(broken, "#!/no/such/interpreter\n");
        string plain = _folder.Add("plain", mode: UnixFileMode.UserRead);
        string[] openers = [_folder.Add("first", "echo \"$1\" >&2; exit 4"), "no-such-program", broken, "w3m %s", plain];

        BrowserOutcome outcome = await OpenAsync(Page, openers);

        outcome.IsOpened.Should().BeFalse();
        outcome.Why.Should().ContainAll(
            "first failed with exit code 4", "no-such-program is not on the PATH", "broken could not be started", "w3m shows pages in the terminal",
            "plain is not on the PATH", "BROWSER").And.NotContain("service.example").And.NotContain("very-secret");
    }

    [Theory]
    [InlineData("file:///etc/passwd")]
    [InlineData("file://h.example/share/program")]
    [InlineData("javascript:alert(1)")]
    [InlineData("mailto:a@h.example")]
    [InlineData("ftp://h.example/")]
    [InlineData("x-scheme://h.example/")]
    [InlineData("/consent?frob=very-secret")]
    public async Task Only_whole_http_addresses_reach_a_program(string address)
    {
        BrowserOutcome outcome = await OpenAsync(address, _folder.Add("browser"));

        outcome.IsOpened.Should().BeFalse();
        outcome.Why.Should().NotBeNullOrEmpty().And.NotContain("very-secret");
        _folder.ArgumentsOf("browser").Should().BeEmpty();
    }

    [Fact]
    public async Task A_program_is_not_taken_from_the_current_directory()
    {
        const string Name = "frob-test-opener-here";
        File.Copy(_folder.Add("browser"), Name);
        try
        {
            foreach (string opener in new[] { Name, "./" + Name })
                (await OpenAsync(Page, opener)).Why.Should().Contain("is not on the PATH");
        }
        finally
        {
            File.Delete(Name);
        }

        _folder.ArgumentsOf("browser").Should().BeEmpty();
    }

    [Fact]
    public async Task Much_output_of_an_opener_does_not_hold_it_up()
    {
        string opener = _folder.Add("browser", "head -c 300000 /dev/zero; head -c 300000 /dev/zero >&2; cat; exit 7");

        (await OpenAsync(Page, opener)).Why.Should().Contain("exit code 7");
    }

    private static ValueTask<BrowserOutcome> OpenAsync(string address, params string[] openers) =>
        new SystemBrowser(new ManualTimeProvider()).OpenAsync(
            new Uri(address, UriKind.RelativeOrAbsolute), new DesktopMachine { HasDisplay = true, Openers = [.. openers] });
}

using System.Runtime.Versioning;
using Auth.Frob.Desktop.Machines;

namespace Auth.Frob.Desktop.Tests.Machines;

/// <summary>On a process as procfs shows it: handles as links, each with its flags.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class LinuxInputTests : IDisposable
{
    private const string ReadOnly = "0100000";
    private const string WriteOnly = "0100001";
    private const string WriteOnlyAndClosedOnExec = "02000001";

    private readonly string _process = Directory.CreateTempSubdirectory("frob-procfs-").FullName;

    public LinuxInputTests()
    {
        Directory.CreateDirectory(Path.Combine(_process, "fd"));
        Directory.CreateDirectory(Path.Combine(_process, "fdinfo"));
        Handle(1, "pipe:[1]", WriteOnly);
        Handle(2, "/dev/pts/0", "0100002");
    }

    public void Dispose() => Directory.Delete(_process, recursive: true);

    [Theory]
    [InlineData("/dev/null", true)]
    [InlineData("anon_inode:[eventfd]", true)]
    [InlineData("/dev/pts/0", false)]
    [InlineData("/srv/lines.txt", false)]
    [InlineData("pipe:[7]", false)]
    [InlineData("socket:[7]", false)]
    public void What_it_is_decides(string target, bool isNothing)
    {
        Handle(0, target, ReadOnly);

        LinuxInput.IsNothing(_process).Should().Be(isNothing);
    }

    [Fact]
    public void A_closed_input_is_nothing() => LinuxInput.IsNothing(_process).Should().BeTrue();

    [Theory]
    [InlineData(WriteOnly)]
    [InlineData(WriteOnlyAndClosedOnExec)]
    public void A_pipe_that_the_process_itself_writes_to_took_the_number_of_a_closed_input(string flags)
    {
        Handle(0, "pipe:[7]", ReadOnly);
        Handle(9, "pipe:[7]", flags);

        LinuxInput.IsNothing(_process).Should().BeTrue();
    }

    [Fact]
    public void A_copy_of_the_input_that_the_console_made_is_no_writer()
    {
        Handle(0, "pipe:[7]", ReadOnly);
        Handle(9, "pipe:[7]", "02000000");

        LinuxInput.IsNothing(_process).Should().BeFalse();
    }

    private void Handle(int number, string target, string flags)
    {
        File.CreateSymbolicLink(Path.Combine(_process, "fd", $"{number}"), target);
        File.WriteAllText(Path.Combine(_process, "fdinfo", $"{number}"), $"pos:\t0\nflags:\t{flags}\nmnt_id:\t15\n");
    }
}

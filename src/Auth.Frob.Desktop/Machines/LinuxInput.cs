namespace Auth.Frob.Desktop.Machines;

/// <summary>Tells an input that nobody will ever write to from a pipe or a file.</summary>
internal static class LinuxInput
{
    /// <summary>Looks at what standard input is.</summary>
    /// <param name="process">The process's folder in procfs.</param>
    public static bool IsNothing(string process)
    {
        try
        {
            string input = Target(process, "0");
            // Where it was closed, the runtime's own pipes take its number: a pipe that this process itself writes to is no input.
            return input == "/dev/null" || input.StartsWith("anon_inode:", StringComparison.Ordinal)
                || (input.StartsWith("pipe:", StringComparison.Ordinal) && Numbers(process).Any(number => Writes(process, number, input)));
        }
        catch (FileNotFoundException)
        {
            return true;
        }
        catch (Exception hidden) when (hidden is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static IEnumerable<string> Numbers(string process) =>
        Directory.EnumerateFileSystemEntries(Path.Combine(process, "fd")).Select(Path.GetFileName)!;

    private static string Target(string process, string number) =>
        new FileInfo(Path.Combine(process, "fd", number)).LinkTarget ?? throw new FileNotFoundException("This handle is closed.");

    private static bool Writes(string process, string number, string target)
    {
        try
        {
            return Target(process, number) == target && File.ReadLines(Path.Combine(process, "fdinfo", number)).Any(IsForWriting);
        }
        catch (IOException)
        {
            // Closed since the folder was read.
            return false;
        }
    }

    // The access mode is the last octal digit's two low bits; 1 is write-only.
    private static bool IsForWriting(string line) => line.StartsWith("flags:", StringComparison.Ordinal) && line is [.., '1' or '5'];
}

namespace Auth.Frob.Desktop.Machines;

internal enum MachineSystem
{
    Linux = 0,
    MacOS,
    Windows,
}

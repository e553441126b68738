namespace Auth.Frob.Cli.Hosting;

/// <summary>One step of a flow and how long it took by the wall's clock.</summary>
internal readonly record struct DemoStep(string Name, double Milliseconds);

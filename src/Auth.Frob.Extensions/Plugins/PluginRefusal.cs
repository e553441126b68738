namespace Auth.Frob.Extensions.Plugins;

/// <summary>A file that is not taken, with the sentence that says why and what to do.</summary>
internal sealed class PluginRefusal(string message) : Exception(message);

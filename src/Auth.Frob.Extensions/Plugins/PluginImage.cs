using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Auth.Frob.Extensions.Plugins;

/// <summary>What an assembly's file says of itself, read without running any of it.</summary>
internal sealed class PluginImage
{
    private PluginImage(MetadataReader metadata)
    {
        var definition = metadata.GetAssemblyDefinition();
        Name = metadata.GetString(definition.Name);
        Version = definition.Version;
        References = [.. metadata.AssemblyReferences.Select(handle => metadata.GetAssemblyReference(handle).GetAssemblyName())];
        Manifest = definition.GetCustomAttributes().Select(handle => ManifestOf(metadata, metadata.GetCustomAttribute(handle)))
            .FirstOrDefault(static manifest => manifest is not null);
    }

    public string Name { get; }

    public Version Version { get; }

    public ImmutableArray<AssemblyName> References { get; }

    /// <summary>What the attribute says; null where the assembly has none.</summary>
    public (string Name, string CoreVersion)? Manifest { get; }

    /// <summary>Reads an assembly.</summary>
    /// <returns>Null for a file that is no .NET assembly, or not a whole one.</returns>
    public static PluginImage? Read(byte[] file)
    {
        try
        {
            using var reader = new PEReader(new MemoryStream(file, writable: false));
            if (!reader.HasMetadata || !IsWhole(reader, file.Length))
                return null;
            var metadata = reader.GetMetadataReader();
            return metadata.IsAssembly ? new PluginImage(metadata) : null;
        }
        catch (Exception broken) when (broken is BadImageFormatException or InvalidOperationException or ArgumentException or OverflowException)
        {
            return null;
        }
    }

    /// <summary>Whether a file is a library of the machine's own kind: no assembly, and nothing that was broken.</summary>
    public static bool IsNative(byte[] file)
    {
        if (file.AsSpan().StartsWith("\u007fELF"u8) || file.AsSpan().StartsWith((ReadOnlySpan<byte>)[0xCF, 0xFA, 0xED, 0xFE]))
            return true;
        try
        {
            using var reader = new PEReader(new MemoryStream(file, writable: false));
            return !reader.HasMetadata && reader.PEHeaders.CorHeader is null && IsWhole(reader, file.Length);
        }
        catch (BadImageFormatException)
        {
            return false;
        }
    }

    // Metadata stand at the front: a file that was cut behind them would be found out only when its code runs.
    private static bool IsWhole(PEReader reader, int length) =>
        reader.PEHeaders.SectionHeaders.All(section => section.PointerToRawData + section.SizeOfRawData <= length);

    private static (string, string)? ManifestOf(MetadataReader metadata, CustomAttribute attribute)
    {
        if (attribute.Constructor.Kind != HandleKind.MemberReference)
            return null;
        var parent = metadata.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Parent;
        if (parent.Kind != HandleKind.TypeReference)
            return null;
        var type = metadata.GetTypeReference((TypeReferenceHandle)parent);
        if (!metadata.StringComparer.Equals(type.Name, nameof(FrobPluginAttribute))
            || !metadata.StringComparer.Equals(type.Namespace, typeof(FrobPluginAttribute).Namespace!))
            return null;
        var blob = metadata.GetBlobReader(attribute.Value);
        // ECMA-335 II.23.3: a prolog, then the constructor's arguments in their order.
        return blob.ReadUInt16() == 1 ? (blob.ReadSerializedString() ?? "", blob.ReadSerializedString() ?? "") : null;
    }
}

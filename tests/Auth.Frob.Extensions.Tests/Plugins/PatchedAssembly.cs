using System.Buffers.Binary;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Text;

namespace Auth.Frob.Extensions.Tests.Plugins;

/// <summary>Makes a plugin say something else of itself than its author wrote.</summary>
internal static class PatchedAssembly
{
    /// <summary>Replaces a text that stands in the file, by one of the same length.</summary>
    public static void Replace(string file, string text, string by)
    {
        var bytes = File.ReadAllBytes(file);
        var at = bytes.AsSpan().IndexOf(Encoding.ASCII.GetBytes(text));
        Encoding.ASCII.GetBytes(by).CopyTo(bytes, at);
        File.WriteAllBytes(file, bytes);
    }

    /// <summary>Has the file ask for another version of an assembly.</summary>
    public static void Reference(string file, string assembly, Version version)
    {
        var bytes = File.ReadAllBytes(file);
        int row;
        using (var reader = new PEReader(new MemoryStream(bytes)))
        {
            var metadata = reader.GetMetadataReader();
            var handle = metadata.AssemblyReferences.Single(h => metadata.GetString(metadata.GetAssemblyReference(h).Name) == assembly);
            row = reader.PEHeaders.MetadataStartOffset + metadata.GetTableMetadataOffset(TableIndex.AssemblyRef)
                + ((MetadataTokens.GetRowNumber(handle) - 1) * metadata.GetTableRowSize(TableIndex.AssemblyRef));
        }
        foreach (var (figure, place) in new[] { version.Major, version.Minor, version.Build, version.Revision }.Select(static (f, i) => (f, i)))
            BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(row + (place * 2)), (ushort)figure);
        File.WriteAllBytes(file, bytes);
    }
}

using System.Runtime.InteropServices;

namespace Auth.Frob.Desktop.Keys.Native;

/// <summary>The Keychain's functions for generic passwords.</summary>
internal static unsafe partial class Keychain
{
    public const int Done = 0, UserCanceled = -128, AuthFailed = -25293, Duplicate = -25299, NotFound = -25300, NoDefault = -25307, NoInteraction = -25308;

    private const string Security = "/System/Library/Frameworks/Security.framework/Security";
    private const string CoreFoundation = "/System/Library/Frameworks/CoreFoundation.framework/CoreFoundation";

    [LibraryImport(Security, EntryPoint = "SecKeychainAddGenericPassword")]
    public static partial int Add(
        nint keychain, uint serviceLength, byte* service, uint accountLength, byte* account, uint secretLength, byte* secret, nint* item);

    [LibraryImport(Security, EntryPoint = "SecKeychainFindGenericPassword")]
    public static partial int Find(
        nint keychain, uint serviceLength, byte* service, uint accountLength, byte* account, uint* secretLength, byte** secret, nint* item);

    [LibraryImport(Security, EntryPoint = "SecKeychainItemFreeContent")]
    public static partial int FreeContent(nint attributes, byte* secret);

    [LibraryImport(Security, EntryPoint = "SecKeychainItemDelete")]
    public static partial int Delete(nint item);

    [LibraryImport(CoreFoundation, EntryPoint = "CFRelease")]
    public static partial void Release(nint reference);
}

namespace Redoubt.Collect.Tests;

public sealed class SystemFaultTests
{
    [Fact]
    public void A_fault_is_told_in_words_and_never_by_the_name_of_a_message()
    {
        Assert.Equal("there is no such folder", SystemFault.Of(new DirectoryNotFoundException("IO_PathNotFound_Path")));
        Assert.Equal("permission denied", SystemFault.Of(new UnauthorizedAccessException("UnauthorizedAccess_IODenied_Path")));
        Assert.DoesNotContain("IO_", SystemFault.Of(new IOException("IO_Unknown", 28)), StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_system_itself_refuses_is_told_so()
    {
        using var folder = new TemporaryFolder().With("a/b.yaml", "");
        Assert.Equal("there is no such folder", Thrown(() => File.WriteAllText(folder["none/c.json"], "")));
        Assert.Equal("permission denied", Thrown(() => File.WriteAllText(folder["a"], "")));
    }

    private static string Thrown(Action action) => SystemFault.Of(Assert.ThrowsAny<Exception>(action));
}

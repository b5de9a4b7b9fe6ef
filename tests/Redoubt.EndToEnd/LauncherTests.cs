namespace Redoubt.EndToEnd;

/// <summary>The launcher in the source tree.</summary>
public sealed class LauncherTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("redoubt").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void It_finds_its_tree_through_links()
    {
        File.CreateSymbolicLink(Path.Combine(_folder, "far"), Path.Combine(RedoubtProgram.Root, "redoubt"));
        File.CreateSymbolicLink(Path.Combine(_folder, "near"), "far");
        var run = ShellScript.Run(_folder, "./near --version");

        Assert.Equal(0, run.ExitCode);
        Assert.Matches(@"^\d+\.\d+\.\d+\n$", run.Output);
    }

    [Fact]
    public void Without_the_SDK_it_says_where_to_get_it()
    {
        // A tree with the launcher alone, and a path with what it needs but `dotnet`.
        File.Copy(Path.Combine(RedoubtProgram.Root, "redoubt"), Path.Combine(_folder, "redoubt"));
        File.Copy(Path.Combine(RedoubtProgram.Root, "global.json"), Path.Combine(_folder, "global.json"));
        var run = ShellScript.Run(_folder, """
            mkdir bin
            for tool in bash dirname readlink find sed mkdir gcc; do ln -s "$(command -v $tool)" bin/$tool 2>/dev/null; done
            PATH=$PWD/bin ./redoubt --version
            """);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("the .NET SDK 10.0 is missing", run.Error, StringComparison.Ordinal);
        Assert.Contains("https://dotnet.microsoft.com/download/dotnet/10.0", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_build_that_made_no_program_is_a_failed_build_again_and_again()
    {
        File.Copy(Path.Combine(RedoubtProgram.Root, "redoubt"), Path.Combine(_folder, "redoubt"));
        var run = ShellScript.Run(_folder, """
            mkdir bin src
            printf '#!/bin/sh\necho ended\nexit 0\n' > bin/dotnet
            chmod +x bin/dotnet
            for tool in bash dirname readlink find sed mkdir gcc touch cat sleep kill; do ln -s "$(command -v $tool)" bin/$tool 2>/dev/null; done
            PATH=$PWD/bin ./redoubt --version
            PATH=$PWD/bin ./redoubt --version
            """);

        Assert.Equal(2, run.ExitCode);
        Assert.Equal(2, run.Error.Split("redoubt: the build failed").Length - 1);
    }
}

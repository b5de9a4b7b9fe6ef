using System.ComponentModel;
using System.Diagnostics;
using Redoubt.Collect;

namespace Redoubt.Cli;

/// <summary>What nobody expected: told in one line, and the exit code says that nothing was judged.</summary>
internal static class Fault
{
    /// <summary>Prints what happened, and where if that is ours.</summary>
    /// <param name="fault">What was thrown.</param>
    /// <param name="trace">Whether the way there is shown too.</param>
    /// <returns>The exit code.</returns>
    public static int Tell(Exception fault, bool trace)
    {
        var cause = Cause(fault);
        Say($"redoubt: {Line(cause)}");
        if (trace)
        {
            Say(fault.ToString());
        }

        return ExitCode.NotJudged;
    }

    private static string Line(Exception cause) => cause switch
    {
        OutOfMemoryException => "out of memory, nothing was judged: scan less at a time, or give it more",
        InvalidDataException => cause.Message,
        _ when !IsHere() => "the folder that it was started in is no longer there",
        IOException or UnauthorizedAccessException => $"the output cannot be written: {SystemFault.Of(cause)}",
        _ => $"{cause.GetType().Name} in {Place(cause)}: this is a fault of redoubt, please report it; --debug shows the way there",
    };

    /// <summary>The first of what several threads threw; of several, memory first, since it takes the others along.</summary>
    private static Exception Cause(Exception fault)
    {
        if (fault is AggregateException several)
        {
            var all = several.Flatten().InnerExceptions;
            return Cause(all.FirstOrDefault(one => one is OutOfMemoryException) ?? all[0]);
        }

        return fault is TypeInitializationException or System.Reflection.TargetInvocationException && fault.InnerException is { } inner ? Cause(inner) : fault;
    }

    private static string Place(Exception fault) =>
        new StackTrace(fault, fNeedFileInfo: false).GetFrame(0) is { } frame && DiagnosticMethodInfo.Create(frame) is { } method
            ? $"{method.DeclaringTypeName}.{method.Name}"
            : "an unknown place";

    private static bool IsHere()
    {
        try
        {
            return Directory.Exists(Environment.CurrentDirectory);
        }
        catch (IOException)
        {
            // The system no longer knows the way to it.
            return false;
        }
    }

    private static void Say(string text)
    {
        try
        {
            Console.Error.WriteLine(text);
        }
        catch (Exception unwritable) when (unwritable is IOException or UnauthorizedAccessException or Win32Exception)
        {
            // There is nobody to tell, or no memory to do it with; the exit code is left.
        }
    }
}

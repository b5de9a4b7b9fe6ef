using Redoubt.Catalog.Compile;
using Redoubt.Catalog.Subjects;
using Redoubt.Cel;

namespace Redoubt.Catalog.Judge;

/// <summary>Where the variables of subjects lie in an environment's frames; -1 for one that the environment lacks.</summary>
internal readonly struct Slots(CelEnvironment environment)
{
    private readonly int _platform = environment.VariableIndex("platform");
    private readonly int _object = environment.VariableIndex("object");
    private readonly int _pod = environment.VariableIndex("pod");
    private readonly int _container = environment.VariableIndex("container");
    private readonly int _pods = environment.VariableIndex("pods");
    private readonly int _ns = environment.VariableIndex("ns");
    private readonly int _namespaceObject = environment.VariableIndex("namespaceObject");
    private readonly int _ambiguity = environment.VariableIndex("ambiguity");
    private readonly int _it = environment.VariableIndex("it");

    public void Fill(CelFrame frame, CelValue platform, Subject subject)
    {
        Set(frame, _platform, platform);
        Set(frame, _object, subject.Object);
        Set(frame, _pod, subject.Pod);
        Set(frame, _container, subject.Container);
        Set(frame, _pods, subject.Pods);
        Set(frame, _ns, subject.Namespace);
        Set(frame, _namespaceObject, subject.Object);
        Set(frame, _ambiguity, subject.Ambiguity);
    }

    public void SetElement(CelFrame frame, CelValue element) => Set(frame, _it, element);

    private static void Set(CelFrame frame, int slot, CelValue value)
    {
        if (slot >= 0)
        {
            frame[slot] = value;
        }
    }
}

/// <summary>The frames in which one thread asks one control.</summary>
internal sealed class ControlFrames
{
    private readonly Slots _subjectSlots;
    private readonly Slots _elementSlots;

    public ControlFrames(CompiledControl control)
    {
        Subject = new CelFrame(control.SubjectEnvironment);
        _subjectSlots = new Slots(control.SubjectEnvironment);
        Element = ReferenceEquals(control.SubjectEnvironment, control.ElementEnvironment) ? Subject : new CelFrame(control.ElementEnvironment);
        _elementSlots = new Slots(control.ElementEnvironment);
    }

    public CelFrame Subject { get; }

    public CelFrame Element { get; }

    public void Fill(CelValue platform, Subject subject)
    {
        _subjectSlots.Fill(Subject, platform, subject);
        if (!ReferenceEquals(Subject, Element))
        {
            _elementSlots.Fill(Element, platform, subject);
        }
    }

    public void SetElement(CelValue element) => _elementSlots.SetElement(Element, element);
}

# Starts a program in another environment: launch PROGRAM [ARGUMENT]...
#
# A container image may set variables that change how our Java starts, and that the programs which a
# step starts must still see: LD_PRELOAD, JAVA_TOOL_OPTIONS and the like. This program, which needs
# no C library, sets the high bit of the first letter of each such name, adds two as the last, without
# which Java could not name all files, and then becomes PROGRAM. ImageVariables undoes it from within.
#
# Assembled by: as launch-amd64.s -o launch.o && ld -n -s --build-id=none launch.o -o launch-amd64

        .globl  _start
        .text
_start: mov     (%rsp), %rcx            # argc
        lea     8(%rsp), %rsi           # argv
        lea     8(%rsi,%rcx,8), %rdx    # envp
        mov     %rdx, %rbx
variable:
        mov     (%rbx), %rdi            # the next variable
        test    %rdi, %rdi
        jz      start
        lea     names(%rip), %r8
name:   cmpb    $0, (%r8)               # an empty name ends the list
        je      next
        mov     %rdi, %r9
letter: mov     (%r8), %al
        test    %al, %al                # all letters were the same
        jz      hide
        cmp     (%r9), %al
        jne     other
        inc     %r8
        inc     %r9
        jmp     letter
other:  inc     %r8                     # to the end of this name
        cmpb    $0, -1(%r8)
        jne     other
        jmp     name
hide:   orb     $0x80, (%rdi)
next:   add     $8, %rbx
        jmp     variable

start:  mov     %rsi, %r12
        mov     %rbx, %rcx
        sub     %rdx, %rcx              # the size of the variables' pointers
        sub     %rcx, %rsp
        sub     $24, %rsp               # room for them and three more
        mov     %rdx, %rsi
        mov     %rsp, %rdi
        mov     %rsp, %rdx
        rep movsb
        lea     locale(%rip), %rax
        mov     %rax, (%rdi)
        lea     locales(%rip), %rax
        mov     %rax, 8(%rdi)
        movq    $0, 16(%rdi)
        lea     8(%r12), %rsi           # the arguments from PROGRAM on
        mov     (%rsi), %rdi
        mov     $59, %eax               # execve
        syscall
        mov     $127, %edi              # it returns only if it fails
        mov     $231, %eax              # exit_group
        syscall

names:  .asciz  "LD_"
        .asciz  "GLIBC_TUNABLES="
        .asciz  "JAVA_TOOL_OPTIONS="
        .asciz  "JDK_JAVA_OPTIONS="
        .asciz  "_JAVA_OPTIONS="
        .asciz  "LC_ALL="
        .asciz  "LOCPATH="
        .byte   0
locale: .asciz  "LC_ALL=C.UTF-8"
locales:
        .asciz  "LOCPATH=/millrace/jre/lib/locale"
